@local @aws
Feature: A broken template changes nothing

  A mistake in a template is found before anything is made, is named with what is wrong, and leaves what was
  there as it was.

  Background:
    Given a stack that keeps the word "hello"

  Scenario Outline: <mistake> is refused
    When it is updated with a template that has <mistake>
    Then the update is refused because of "<reason>"
    And the stack still keeps the word "hello"

    Examples:
      | mistake                     | reason                                |
      | an unknown resource type    | AWS::Greenroom::Nothing               |
      | an unknown property         | Colour                                |
      | an unknown intrinsic        | Fn::Shout                             |
      | a circular dependency       | Circular dependency between resources |
      | a value that is not allowed | AllowedValues                         |
      | invalid YAML                | YAML not well-formed. (line           |

  Scenario: A change that fails halfway is taken back
    When it is updated to "goodbye" together with a resource that can not be made
    Then the update is rolled back
    And the stack still keeps the word "hello"
