@local @aws
Feature: The toggle swaps live release and candidate

  One small step moves end users to the candidate. The former live release stays where it is: the way back.

  Background:
    Given "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |

  Scenario: End users get the candidate
    When "test" is toggled
    Then "test" answers with these releases:
      | role  | release |
      | blue  | 1.1     |
      | green | 1.0     |

  Scenario: Toggling back restores what was
    Given "test" was toggled
    When "test" is toggled
    Then "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |

  Rule: Nobody loses a request

    @smoke
    Scenario: Under constant traffic
      Given 16 people use "test" all the time
      When "test" is toggled
      Then everybody is served by release "1.1"
      And nobody saw a failed request

    Scenario: A request that began before the toggle gets its answer
      Given an upload to the live release of "test" has begun
      When "test" is toggled
      Then the upload, when it is completed, is answered by release "1.0"

  Rule: Only the candidate that was tested goes live

    Scenario: Another release than the one that was tested
      When somebody tries to make release "1.0" live in "test"
      Then that is refused because "the green one, holds release 1.1 and not release 1.0"

    Scenario: Where there is no green slot there is no candidate
      When somebody tries to toggle "dev"
      Then that is refused because "it has no green slot"
