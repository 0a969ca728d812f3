@local @pipeline
Feature: A person decides, once

  What nobody wants never reaches end users, and the delivery says why. A decision holds for the release that it was
  asked about and for no other, and whoever comes late is told so.

  Background:
    Given a delivery pipeline
    And release "1.0" is live in "test"

  Scenario: A release is rejected
    Given release "2.0" waited for a decision
    When release "2.0" is rejected because "the colours are wrong"
    Then the delivery of release "2.0" fails at "Approval", with the words "the colours are wrong"
    And "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 2.0     |

  Scenario: Who comes late changes nothing
    Given release "2.0" was rejected
    When somebody tries to approve release "2.0"
    Then that is refused because "no longer waits for a decision"
    And "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 2.0     |

  @slow
  Scenario: Nobody decides
    Given there is as little time for a decision as possible
    And nothing is on its way
    And release "2.1" waited for a decision
    When nobody decides about release "2.1" in time
    Then the delivery of release "2.1" fails at "Approval", with the words "expired"
    And "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 2.1     |
