/* schema.h -- the numbered scripts that make a store what it is. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#define SCHEMA_VERSION 4

/* The script that leads from version - 1 to version; NULL: there is none. */
const char *schema_script(int version);

#endif
