@local @pipeline
Feature: A push travels to production

  A push is all that a developer does. Build, rollout to developers, integration test, green slot and smoke test follow
  by themselves. Then one person decides, with the candidate in front of them, and end users get it.

  Background:
    Given a delivery pipeline

  Scenario: Everything up to the decision happens by itself
    Given release "1.0" is live in "test"
    And nothing is on its way
    When release "2.0" is pushed
    Then release "2.0" waits for a decision
    And "dev" answers with release "2.0"
    And "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 2.0     |

  Scenario: End users get what was approved, and lose no request
    Given release "1.0" is live in "test"
    And release "2.0" waited for a decision
    And 16 people use "test" all the time
    When release "2.0" is approved
    Then everybody is served by release "2.0"
    And the delivery of release "2.0" succeeds
    And exactly release "2.0" is live in "test"
    And nobody saw a failed request

  Scenario: The former release is one step away
    Given release "2.0" was delivered in place of release "1.0"
    When "test" is rolled back
    Then "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 2.0     |
