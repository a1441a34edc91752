/*
 * The standard streams, as bytes.  What is said on them, and in which words,
 * is for cmd/ alone (cmd/say.h, cmd/out.h, cmd/ask.h).
 */
#ifndef SYS_STREAM_H
#define SYS_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Write all of text to standard output, or error; false with errno set. */
bool stream_out(struct str text);
bool stream_error(struct str text);

/* Is standard output a terminal? */
bool stream_shown(void);

/* Are both ends of a conversation, input and error, a terminal? */
bool stream_person(void);

/* A line of standard input in at most size bytes, trimmed; the rest is cut. */
struct str stream_line(char *line, size_t size);

/* All of standard input, but no more than size bytes of it. */
struct str stream_all(char *text, size_t size);

/* End the process at once. */
_Noreturn void stream_exit(int status);

#endif
