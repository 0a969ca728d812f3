@local @aws @slow
Feature: Provisioning may be interrupted

  Somebody presses Ctrl-C, a laptop falls asleep. Whatever was half made is neither in the way of the next attempt nor
  left over after a teardown.

  Background:
    Given a project of its own whose provisioning of "dev" was interrupted

  Scenario: The next provisioning goes on from there
    When "dev" of that project is provisioned
    Then its doors are open

  Scenario: A teardown removes what is there
    When that project is torn down
    Then none of its stacks, images, databases, roles or log groups is left
