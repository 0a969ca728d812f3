@local @aws @smoke
Feature: A candidate waits in the green slot

  Testers look at the candidate where it will run, with the data it will have, while end users are served by the
  live release. Nothing about the live release changes until somebody decides.

  Background:
    Given "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.0     |

  Scenario: Only testers reach the candidate
    Given somebody asks "test" all the time
    When release "1.1" is deployed to "test"
    Then "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |
    And nobody saw a failed request

  Scenario: The live release and the candidate share the data
    Given release "1.1" was deployed to "test"
    When a performance is created by the live release
    Then the candidate shows it

  Scenario: A candidate that can not start leaves everything as it was
    When a release that can not start is deployed to "test"
    Then the deployment is reported as rolled back
    And "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.0     |
