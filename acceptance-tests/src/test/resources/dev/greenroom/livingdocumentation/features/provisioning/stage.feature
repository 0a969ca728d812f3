Feature: The stage is set

  Scenario: The lights work
    Given something works
