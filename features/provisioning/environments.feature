@local @aws
Feature: Environments come from templates

  An environment is everything a release needs: a network with doors that open only where they must, a database with
  a password nobody has seen, a load balancer and a place to run. Developers get one slot; testers and end users get
  two, so that a candidate can wait beside the live release.

  Background:
    Given the environments are provisioned

  @smoke
  Scenario: End users and testers find their doors open
    Then these doors are open, and no others:
      | environment | role  |
      | dev         | blue  |
      | test        | blue  |
      | test        | green |

  Scenario: Developers have no slot for a candidate
    Then "dev" has one slot and no door for testers

  Scenario: Everything says what it belongs to
    Then everything that can carry tags says its project, environment and component

  Scenario: Provisioning again changes nothing
    When the environments are provisioned again
    Then no stack was changed

  Scenario: The password of the database is nobody's to see
    Then no template, parameter, output, event or log of "test" shows the password of its database
