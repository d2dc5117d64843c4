/* What an administrator feeds in: CSV files, and JSON that is written again the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#include "src/cli/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err;
	json_t *json = NULL, *same = NULL;
	char *text;

	if (csv_read(&json, (const char *)data, size, &err) == DONE)
		json_decref(json);
	if (json_read(&json, (const char *)data, size, &err) != DONE)
		return 0;
	text = json_write(json);
	if (json_read(&same, text, strlen(text), &err) != DONE ||
	    !json_equal(json, same))
		abort();
	free(text);
	json_decref(json);
	json_decref(same);
	return 0;
}
