/* conf_file.h -- reads the configuration file safely.
 * REFUSED, naming the file: absent, not regular, owned by another, writable by others,
 * too long, not text, or with an @include (libconfig would open anything it names).
 */
#ifndef CONF_FILE_H
#define CONF_FILE_H

#include "base/err.h"
#include "base/str.h"

enum verdict conf_file_read(struct str *out, const char *path, struct err *) MUST;

#endif
