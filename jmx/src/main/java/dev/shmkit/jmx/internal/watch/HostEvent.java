package dev.shmkit.jmx.internal.watch;

import java.util.Map;

/**
 * Something that happened.
 *
 * @param type what it is
 * @param subject what it happened to, to tell it from others of its type
 * @param message for people
 * @param data for programs: text, numbers, booleans, or arrays of text and of numbers
 */
record HostEvent(HostEventType type, String subject, String message, Map<String, Object> data) {}
