@local @pipeline @slow
Feature: This very project is delivered by its own pipeline

  Nothing is played here: the sources that you read are pushed, built by Maven, tested by those of these features that
  fit a deployed environment, and go live.

  Scenario: From a push to production, and back
    Given a delivery pipeline
    And release "1.0" is live in "test"
    And nothing is on its way
    And 2 people use "test" all the time
    When this project is pushed and approved
    Then its features were shown in "dev" on the way
    And the live release of "test" was built of the commit that was pushed
    And nobody saw a failed request
    And the former release, "1.0", is one step away
