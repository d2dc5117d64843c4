/* A configuration file of any content: read through its door or refused in words. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/str.h"

#include "ui/term/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 loses the string that an error interrupts; the program then ends. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libconfig\n";
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[64];
	struct conf *conf = NULL;
	struct err err = { 0 };
	int fd;

	if (!path[0])
		str_format(path, sizeof path, "/tmp/fuzz-conf-%d", (int)getpid());
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	close(fd);
	if (conf_load(&conf, path, &err) == DONE) {
		if (keys_bind(conf_text(conf, CONF_KEYS), &err) == REFUSED &&
		    !err.text[0])
			abort();
		conf_free(conf);
	} else if (!err.text[0]) {
		abort();
	}
	unlink(path);
	return 0;
}
