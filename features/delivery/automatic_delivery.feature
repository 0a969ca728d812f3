@local @pipeline
Feature: A push travels to the decision by itself

  A push is all that a developer does. Build, rollout to developers, integration test, green slot and smoke test follow
  by themselves. Then one person is asked to decide, with the candidate in front of them.

  @smoke
  Scenario: Testers see the candidate, and end users see nothing of it
    Given a delivery pipeline
    And release "1.0" is live in "test"
    And nothing is on its way
    When release "2.0" is pushed
    Then release "2.0" waits for a decision
    And "dev" answers with release "2.0"
    And "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 2.0     |
