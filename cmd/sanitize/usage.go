package main

// usage is what --help prints. A test compares it with the flags there are.
const usage = `Usage: sanitize [flags] [INPUT]            mask a plain pg_dump, stdin to stdout
       sanitize COMMAND [flags]

INPUT is a plain-text pg_dump or pg_dumpall, as it is or compressed with zstd
or gzip; - or nothing is standard input.
  -p, --policy FILE      what to mask (TOML); without it the built-in policy,
                         which masks all but keys ("sanitize policy" prints it)
      --salt-file FILE   the secret behind the masks; else that of the policy,
                         else $SANITIZE_SALT, else random, for this run alone
  -o, --output FILE      written beside FILE and renamed on success only
  -z, --zstd[=LEVEL]     compress the output (1 to 19, default 3)
  -j, --jobs N           workers (default: the CPUs)
      --schema FILE      a pg_dump --schema-only of the same database: types
                         for a data-only dump, and keys before the data
      --data GLOB        let the rows of these tables pass alone; repeatable
      --no-data GLOB     drop the rows of these tables; repeatable
      --partial          accept a cut dump, and rules that match nothing
      --lock FILE        refuse a dump that is not as FILE says, see check
      --guard            wrap the output in \if true … \endif, so that psql
                         fails too if sanitize is killed
      --report FILE      write what was done as JSON
      --progress WHEN    auto (on a terminal), always, never
  -h, --help             this text

  sanitize check         what a policy does with a schema or a dump, column by
                         column; -p, --schema, --partial, --lock as above, and
      --format FORMAT    text, json
      --strict           warnings are errors
      --update-lock      write the columns and their masks into --lock FILE
  sanitize policy        print the built-in policy
  sanitize masks [NAME]  the catalogue of masks, or one mask's parameters
  sanitize reveal TABLE COLUMN  turn values of mask fpe back, one a line, stdin
                         to stdout; -p, --schema as above
  sanitize completion SHELL  print a script for bash, zsh or fish
  sanitize keygen        print a new random salt
  sanitize version       print the version

Exit: 0 complete. 1 failed, what was written is unusable. 2 wrong usage, policy
or salt, nothing was written. 3 check found something.
  pg_dump mydb | sanitize -p policy.toml | psql -1 -v ON_ERROR_STOP=1 staging
`
