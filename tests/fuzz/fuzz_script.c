/* A script of keys: every step of it, and each of its words as a key's name. */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"

#include "ui/term/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
play(struct script *script)
{
	const char *words;
	struct key key, same;
	enum step step;
	char name[16];
	int rows, cols, i;

	script_size(script, &rows, &cols);
	for (i = 0; i < 10000; i++) {
		step = script_next(script, &key, &words);
		if (step == STEP_END)
			return;
		if (step != STEP_KEY)
			continue;
		(void)keys_act(PLACE_LIST, &key);
		key_word(&key, name);
		if (key_parse(name, &same) && key.code != K_PASTE &&
		    !key_same(&key, &same))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[64];
	struct script *script = NULL;
	struct err err = { 0 };
	int fd;

	if (!path[0])
		str_format(path, sizeof path, "/tmp/fuzz-script-%d", (int)getpid());
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	close(fd);
	if (script_open(&script, path, &err) == DONE)
		play(script);
	script_close(script);
	unlink(path);
	return 0;
}
