@local @aws @deployed
Feature: A release says which it is and how it is

  Whoever delivers must see from outside which release serves, and the load balancer must see whether it can.

  Background:
    Given a release is deployed

  @smoke
  Scenario: It can be told from every other release
    Then it says its version, its commit, its slot and its environment
    And it is the commit that this run was told to expect

  Scenario: It says that it is well
    Then it says that it is alive and ready
