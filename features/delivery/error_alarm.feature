@local @pipeline
Feature: Errors are heard of

  Nobody reads logs all day. When a release logs an error, whoever wants to know is told within minutes.

  Scenario: A request fails for a reason that nobody foresaw
    Given a delivery pipeline
    And release "1.0" is live in "test"
    And somebody wants to hear of errors in "test"
    And the alarm of "test" is not on
    When a request to the live release of "test" fails for a reason that nobody foresaw
    Then the live release of "test" logs an error
    And they hear that the alarm of "test" went off
