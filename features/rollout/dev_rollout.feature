@local @aws
Feature: A release is rolled out to developers

  Developers see a new release minutes after it was built. The old task goes only when the new one is healthy and has
  taken over, so nobody notices the moment in between.

  @smoke
  Scenario: A new release replaces the old one without a failed request
    Given "dev" runs release "1.0"
    And 16 people use "dev" all the time
    When release "1.1" is deployed to "dev"
    Then everybody is served by release "1.1"
    And nobody saw a failed request
    And one task is left in "dev"

  Scenario: Going back is the same step with the older release
    Given "dev" runs release "1.1"
    When release "1.0" is deployed to "dev"
    Then "dev" answers with release "1.0"

  Scenario: The same release again is no change
    Given "dev" runs release "1.0"
    When release "1.0" is deployed to "dev"
    Then no task was replaced in "dev"

  Scenario: A task that dies is replaced
    Given "dev" runs release "1.0"
    When every task of "dev" dies
    Then a new task takes the place of each in "dev"
    And "dev" answers with release "1.0"
