@local @aws @smoke
Feature: A release is rolled out to developers

  Developers see a new release minutes after it was built. The old task goes only when the new one is healthy and
  has taken over, so nobody notices the moment in between.

  Background:
    Given "dev" runs release "1.0"

  Scenario: A new release replaces the old one without a failed request
    Given somebody asks "dev" all the time
    When release "1.1" is deployed to "dev"
    Then "dev" answers with release "1.1"
    And nobody saw a failed request
    And one task is left in "dev"

  Scenario: Going back is the same step with the older release
    Given release "1.1" was deployed to "dev"
    When release "1.0" is deployed to "dev"
    Then "dev" answers with release "1.0"

  Scenario: The same release again is no change
    When release "1.0" is deployed to "dev"
    Then no task was replaced in "dev"
