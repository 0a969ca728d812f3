package dev.greenroom.service;

import java.util.List;

/**
 * A part of a longer list.
 *
 * @param page counted from 0
 * @param size the most items that a page has
 * @param total items on all pages
 */
record Page<T>(List<T> items, int page, int size, long total) {
    Page {
        items = List.copyOf(items);
    }
}
