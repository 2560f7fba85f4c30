import type { Shell } from './args.ts';

/**
 * Scripts that hand what is typed to the command itself and show what it says. A line is a value, a tab, and what it
 * means; `:file` and `:folder` are the shell's own to complete.
 */
export const completionScript = (shell: Shell): string => scripts[shell];

const bash = `# bash: source <(offline-mode completion bash)
_offline_mode() {
  local line="\${COMP_LINE:0:COMP_POINT}" words=() found value
  # Not COMP_WORDS: bash parts words at ":" and "=", and names of models have them.
  read -ra words <<< "$line"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  local cur="\${words[\${#words[@]}-1]}"
  local before="\${cur%"\${cur##*[:=]}"}"
  COMPREPLY=()
  while IFS= read -r found; do
    value="\${found%%$'\\t'*}"
    case "$found" in
      :file) compopt -o filenames 2>/dev/null; while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "$cur") ;;
      :folder) compopt -o filenames 2>/dev/null; while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -d -- "$cur") ;;
      *) [[ "$value" == "$before"* ]] && printf -v value '%q' "\${value#"$before"}" && COMPREPLY+=("$value") ;;
    esac
  done < <("\${words[0]/#\\~/$HOME}" __complete "\${words[@]:1}" 2>/dev/null)
}
complete -F _offline_mode offline-mode
`;

const zsh = `#compdef offline-mode
# zsh: offline-mode completion zsh > a folder of your fpath, as _offline-mode
_offline-mode() {
  local line value
  local -a found shown
  found=("\${(@f)$("\${(Q)words[1]/#\\~/$HOME}" __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  for line in $found; do
    case $line in
      :file) _files ;;
      :folder) _files -/ ;;
      *) value=\${line%%$'\\t'*}
         shown+=("\${value//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  (( $#shown )) && _describe -V offline-mode shown
}
if [[ $funcstack[1] == _offline-mode ]]; then
  _offline-mode "$@"
else
  compdef _offline-mode offline-mode
fi
`;

const fish = `# fish: offline-mode completion fish > ~/.config/fish/completions/offline-mode.fish
function __offline_mode_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case :file
                __fish_complete_path "$current"
            case :folder
                __fish_complete_directories "$current"
            case '*'
                echo $line
        end
    end
end
complete -c offline-mode -f -k -a '(__offline_mode_complete)'
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
