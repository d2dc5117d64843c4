/* base/log.h -- one line per fact, for the system administrator.
 * Never a name, phone, address, narrative or password: ids, counts, codes, durations.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_ERR_, LOG_WARN_, LOG_NOTE_, LOG_DEBUG_ };

/* To the file (appended, mode 0600) or, with NULL, to standard error. */
enum verdict log_open(const char *path, const char *program, struct err *) MUST;
void log_level(enum log_level most);
void log_say(enum log_level, const char *fmt, ...) PRINTF(2, 3);

#define log_err(...)   log_say(LOG_ERR_, __VA_ARGS__)
#define log_warn(...)  log_say(LOG_WARN_, __VA_ARGS__)
#define log_note(...)  log_say(LOG_NOTE_, __VA_ARGS__)
#define log_debug(...) log_say(LOG_DEBUG_, __VA_ARGS__)

#endif
