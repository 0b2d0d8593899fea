# Completes lines in a real zsh, on a terminal of its own, and writes what is
# offered into a file, a line each, with "= N" before those of line N:
# zsh -f complete.zsh SCRIPT FILE LINE...
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1=; SCRIPT=${(q)1} OUT=${(q)2}"
zpty -w z 'autoload -Uz compinit; compinit -D -u; source $SCRIPT; bindkey "^I" complete-word'
# compadd gets all matches; calls with -O, -A or -D only ask.
zpty -w z 'compadd() { local -a hits; if [[ " $* " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return $?; fi; builtin compadd -A hits "$@"; print -rl -- $hits >>$OUT; builtin compadd "$@" }'
shift 2
for line in "$@"; do
    zpty -w z "print = $((++n)) >>\$OUT"
    # The line is not run: it becomes the arguments of a colon.
    zpty -w z "$line"$'\t\C-A: '
done
zpty -w z 'exit'
while zpty -r z line; do :; done
