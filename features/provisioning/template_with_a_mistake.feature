@local @aws
Feature: A broken template changes nothing

  A mistake in a template is found before anything is made, is named with what is wrong, and leaves what was there as
  it was.

  Background:
    Given a stack that keeps the word "hello"

  Scenario Outline: A template that has <mistake> is refused
    When it is updated with a template that has <mistake>
    Then the update is refused because of "<reason>"
    And the stack still keeps the word "hello"

    Examples:
      | mistake                  | reason                                    |
      | an unknown resource type | AWS::Greenroom::Nothing                   |
      | an unknown property      | Colour                                    |
      | an unknown intrinsic     | Fn::Shout                                 |
      | a reference to nothing   | Unresolved resource dependencies [Nobody] |
      | a circular dependency    | Circular dependency between resources     |
      | a role nobody agreed to  | CAPABILITY_NAMED_IAM                      |
      | invalid yaml             | YAML not well-formed. (line 15            |

  Scenario: A value that is not allowed is refused
    When it is updated to "shout"
    Then the update is refused because of "AllowedValues"
    And the stack still keeps the word "hello"

  Scenario: A change that fails halfway is taken back
    When it is updated to "goodbye" together with a resource that can not be made
    Then the update is rolled back
    And the stack still keeps the word "hello"
