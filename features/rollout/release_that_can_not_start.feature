@local @aws @slow
Feature: A release that can not start does no harm

  The old release goes on serving, the deployment is taken back by itself, and whoever deployed reads in the release's
  own words what went wrong.

  Scenario: The old release goes on serving
    Given "dev" runs release "1.0"
    And 16 people use "dev" all the time
    When a release that can not start is deployed to "dev"
    Then the deployment is reported as rolled back
    And the report quotes what the release logged
    And everybody is served by release "1.0"
    And nobody saw a failed request

  Scenario: A release that was never built is reported as such
    Given "dev" runs release "1.0"
    When a release that was never built is deployed to "dev"
    Then the deployment is reported as rolled back
    And the report says that its image can not be pulled
    And "dev" answers with release "1.0"

  Scenario: Where nothing ran before, its own words are kept too
    Given a project of its own with "dev" and no release
    When a release that can not start is deployed to "dev" of that project
    Then the deployment is reported as rolled back
    And the report quotes what the release logged
