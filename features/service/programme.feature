@local @aws @deployed
Feature: The programme keeps what is put on it

  This is what the service is for, and what must hold of any release in any slot. Scenarios take off again what they
  put on, so that they may run where others work.

  Background:
    Given a release is deployed

  @smoke
  Scenario: A performance is put on the programme
    When a performance is put on the programme
    Then the programme has it

  Scenario: A performance is taken off the programme
    Given a performance was put on the programme
    And it is taken off the programme
    When somebody asks for it
    Then the answer is that there is no such performance

  Scenario: A long programme is read page by page
    Given 4 performances were put on the programme
    When the first 2 pages of 2 performances are read
    Then each page has 2 performances, and none is on two pages
    And each page says that there are at least 4 in all

  Rule: What makes no sense is refused in words that tell what is wrong

    Scenario: A performance without a title
      When somebody puts a performance without a title on the programme
      Then that is refused as a mistake, with the words "must not be blank"

    Scenario: A performance with a title that nobody would print
      When somebody puts a performance on the programme whose title has 201 characters
      Then that is refused as a mistake, with the words "size must be between 0 and 200"

    Scenario: A performance at a time that is none
      When somebody puts a performance on the programme whose startsAt is "tonight"
      Then that is refused as a mistake, with the words "Failed to read request"

    Scenario: A page that would be too long
      When somebody asks for a page of 1000 performances
      Then that is refused as a mistake, with the words "must be less than or equal to 100"
