@local @aws @slow
Feature: Environments come from templates

  An environment is everything a release needs: a network with doors that only open where they must, a database
  with a password nobody has seen, a load balancer and a place to run. Developers get one place to run; testers
  and end users get two, so that a candidate can wait beside the live release.

  Background:
    Given the environments are provisioned

  Scenario: The environments stand
    Then these doors are open:
      | environment | role  |
      | dev         | blue  |
      | test        | blue  |
      | test        | green |

  Scenario: Everything says what it belongs to
    Then everything that can carry tags is tagged with project, environment and component

  Scenario: The environment of developers has no place for a candidate
    Then the environment "dev" has no green slot at all

  Scenario: Provisioning again changes nothing
    When the environments are provisioned again
    Then no stack was changed

  Scenario: The password of the database is nobody's to see
    Then no template, parameter, output or log of "test" shows the password of its database
