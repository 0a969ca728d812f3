@local @aws
Feature: The way back after a toggle

  The release that served before still runs. Bringing it back takes as long as the toggle did, and loses nothing. It
  brings back exactly what was there, or nothing.

  Background:
    Given "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |
    And "test" was toggled

  @smoke
  Scenario: End users get the former release back
    Given 16 people use "test" all the time
    When "test" is rolled back
    Then everybody is served by release "1.0"
    And nobody saw a failed request

  Scenario: A second toggle brings the candidate back to end users
    Given "test" was rolled back
    When "test" is toggled
    Then "test" answers with these releases:
      | role  | release |
      | blue  | 1.1     |
      | green | 1.0     |

  Scenario: What was written meanwhile is still there
    Given a performance was created by the live release of "test"
    When "test" is rolled back
    Then the live release of "test" shows it

  Scenario: A toggle is taken back once
    Given "test" was rolled back
    When somebody tries to roll "test" back
    Then that is refused because "did not become live by a toggle that could be taken back"

  @slow
  Scenario: There is no way back once the green slot holds something else
    Given release "1.1" was deployed to "test"
    When somebody tries to roll "test" back
    Then that is refused because "meanwhile holds another release, release 1.1"
