@local @aws @slow
Feature: Tearing down leaves nothing behind

  Everything goes in the order that its dependencies ask for, registries and their images included. What is not there
  any more costs nothing.

  Scenario: A project that was provisioned is gone after a teardown
    Given a project of its own with release "1.0" in "dev"
    When that project is torn down
    Then none of its stacks, images, databases, roles or log groups is left
    And its doors are closed

  Scenario: An interrupted teardown is finished by the next one
    Given a project of its own with "dev" and no release
    And its teardown was interrupted
    When that project is torn down
    Then none of its stacks, images, databases, roles or log groups is left
