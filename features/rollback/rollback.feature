@local @aws @smoke
Feature: The way back after a toggle

  The release that served before still runs. Bringing it back takes as long as the toggle did, and loses nothing.

  Background:
    Given "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |
    And "test" was toggled

  Scenario: End users get the former release back
    Given 16 people ask "test" all the time
    When "test" is rolled back
    Then everybody is served by release "1.0"
    And nobody saw a failed request

  Scenario: What was written meanwhile is still there
    Given a performance was created by the live release
    When "test" is rolled back
    Then the live release shows it
