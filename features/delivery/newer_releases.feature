@local @pipeline
Feature: What waits for a decision stays what it is

  While a person looks at a candidate, others go on working. What was looked at goes live, by its digest, or nothing
  does. Of the releases that arrive meanwhile only the newest is kept.

  Background:
    Given a delivery pipeline

  Rule: Whoever decides is asked about one release

    Background:
      Given release "1.1" is live in "test"
      And release "2.1" waited for a decision

    Scenario: Newer releases wait outside, and the newest one overtakes
      When releases "2.2" and "2.3" are pushed, one after the other
      Then release "2.3" waits until the release before it is decided about
      And the delivery of release "2.2" is superseded
      And "test" answers with these releases:
        | role  | release |
        | blue  | 1.1     |
        | green | 2.1     |

    Scenario: Approval makes exactly what was looked at live, and the newest one enters
      Given release "2.3" waited until the release before it is decided about
      And 16 people use "test" all the time
      When release "2.1" is approved
      Then everybody is served by release "2.1"
      And exactly release "2.1" was made live in "test" by its delivery
      And nobody saw a failed request
      And release "2.3" waits for a decision
      And "test" answers with these releases:
        | role  | release |
        | blue  | 2.1     |
        | green | 2.3     |

  Rule: What nobody wants any more, or what was not tested, makes way

    Scenario: A newer release may reject the one that nobody decided about
      Given a newer release rejects one that nobody decided about
      And release "2.3" waited for a decision
      When release "2.2" is pushed
      Then the delivery of release "2.3" fails at "Approval", with the words "Superseded"
      And release "2.2" waits for a decision

    Scenario: Somebody changes the candidate by hand after it was tested
      Given release "2.1" is live in "test"
      And release "2.2" waited for a decision
      And release "1.1" was deployed to "test"
      When release "2.2" is approved
      Then the delivery of release "2.2" fails at "Verify", with the words "which was tested"
      And exactly release "2.1" is live in "test"
