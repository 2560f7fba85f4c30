/** The version in package.json, put in by the build. */
declare const __VERSION__: string;
/** The commit it was built from, seven digits, `+` behind them where that was changed; empty outside of git. Put in by the build. */
declare const __COMMIT__: string;
