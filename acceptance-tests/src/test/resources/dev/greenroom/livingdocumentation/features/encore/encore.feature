Feature: Nobody planned an encore

  Scenario: One more
    Given something works
