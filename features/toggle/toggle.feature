@local @aws @smoke
Feature: The toggle swaps live release and candidate

  One small step moves end users to the candidate. It sets the live slot by name, so that doing it twice does not
  undo it, and the former live release stays where it is: the way back.

  Background:
    Given "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |

  Scenario: End users get the candidate
    When "test" is toggled
    Then "test" serves these releases:
      | role  | release |
      | blue  | 1.1     |
      | green | 1.0     |

  Scenario: Toggling back restores what was
    Given "test" was toggled
    When "test" is toggled
    Then "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |

  Rule: Nobody loses a request

    Scenario: Under constant traffic
      Given 16 people ask "test" all the time
      When "test" is toggled
      Then everybody is served by release "1.1"
      And nobody saw a failed request

    Scenario: A request that began before the toggle gets its answer
      Given an upload to the live release of "test" has begun
      When "test" is toggled
      Then the upload, when it is completed, is answered by release "1.0"

  Rule: Only a candidate can go live

    Scenario: Where there is no green slot there is nothing to toggle
      Given "dev" runs release "1.0"
      When somebody tries to toggle "dev"
      Then the toggle is refused because there is no green slot
