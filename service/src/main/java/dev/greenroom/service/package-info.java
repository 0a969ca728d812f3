/**
 * The application that is delivered: the programme of a theatre, kept in MySQL and served over HTTP. Small on purpose,
 * but real: what it does at start, under load, at shutdown and to its schema is what a delivery has to cope with.
 */
@NullMarked
package dev.greenroom.service;

import org.jspecify.annotations.NullMarked;
