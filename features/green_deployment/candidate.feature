@local @aws
Feature: A candidate waits in the green slot

  Testers look at the candidate where it will run, with the data it will have, while end users are served by the live
  release. Nothing about the live release changes until somebody decides.

  @smoke
  Scenario: Only testers reach the candidate
    Given "test" serves these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.0     |
    And 16 people use "test" all the time
    When release "1.1" is deployed to "test"
    Then "test" answers with these releases:
      | role  | release |
      | blue  | 1.0     |
      | green | 1.1     |
    And nobody saw a failed request

  Rule: Beside a live release

    Background:
      Given "test" serves these releases:
        | role  | release |
        | blue  | 1.0     |
        | green | 1.1     |

    Scenario: Live release and candidate share the data
      When a performance is created by the live release of "test"
      Then the candidate in "test" shows it

    @slow
    Scenario: A candidate that can not start leaves everything as it was
      When a release that can not start is deployed to "test"
      Then the deployment is reported as rolled back
      And "test" answers with these releases:
        | role  | release |
        | blue  | 1.0     |
        | green | 1.1     |
