@local @pipeline
Feature: A green slot that nobody needs costs nothing

  After a while without deliveries the tasks in the green slot are stopped. The release stays where it is, and is back
  when it is needed, by a rollback or by the next delivery.

  Background:
    Given a delivery pipeline
    And something was delivered before, and nothing is on its way
    And "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |
    And "test" was toggled

  Scenario: Its tasks are stopped
    When nothing was delivered for long enough
    Then no task is left in the green slot of "test"
    And exactly release "1.1" is live in "test"

  Scenario: A rollback waits until it is back
    Given nothing was delivered for long enough
    When "test" is rolled back
    Then it was said that the green slot is idle and waited for
    And "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |

  Scenario: The next delivery brings it back
    Given nothing was delivered for long enough
    When release "2.1" is pushed
    Then release "2.1" waits for a decision
    And "test" answers with these releases:
      | role  | release |
      | blue  | 1.1     |
      | green | 2.1     |
