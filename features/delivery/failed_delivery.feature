@local @pipeline
Feature: A delivery that fails stops where it failed

  What comes after the failure is never touched, and whoever pushed reads in the words of the tool what went wrong.

  Background:
    Given a delivery pipeline
    And release "1.0" is live in "test"
    And nothing is on its way

  Scenario: A commit that can not be built reaches nobody
    When a commit that can not be built is pushed
    Then its delivery fails at "Build", with the words "cannot find symbol"
    And no task was replaced in "dev"
    And no task was replaced in "test"

  Scenario: A template that needs more than its role may is told which permission it lacks
    When a template that needs more than its role may is pushed
    Then its delivery fails at "DeployDev", with the words "is not authorized to perform: sns:CreateTopic"
    And no task was replaced in "test"

  Scenario: A release that breaks a promise reaches developers only
    When a release that breaks a promise is pushed
    Then its delivery fails at "IntegrationTest", with the words "Then the programme has it"
    And no task was replaced in "test"

  Scenario: A candidate that is not what it says is never asked about
    When a release that is not of its commit is pushed
    Then its delivery fails at "SmokeTest", with the words "commit"
    And exactly release "1.0" is live in "test"
