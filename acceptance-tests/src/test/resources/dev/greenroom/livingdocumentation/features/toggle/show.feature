Feature: The show goes on

  The audience sees **one** show:

  | who    | where |
  | ------ | ----- |
  | actors | stage |

  Background:
    Given something works

  Rule: Whatever happens
    Nobody leaves before the *end*.

    Scenario: It works
      Given something that is written:
        """
        to be <or> not to be
        """
      And something in a table:
        | who    |
        | actors |
      Then there is evidence of it

    Scenario: It breaks
      When something works
      Then something breaks because of "<script>alert(1)</script>"
      And something works

    Scenario: It is only planned
      Then nobody has said yet how this goes

    Scenario: It is half built
      Then something is pending

  Scenario Outline: Act <act>
    Then act <act> <ends>

    Examples: Endings
      | act | ends   |
      | 1   | works  |
      | 2   | breaks |
