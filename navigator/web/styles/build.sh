#!/bin/sh
# Build static/app.css and static/app.rtl.css from app.scss. Needs Node.js and npm; only for changing the look.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.scss "$work/"
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund govuk-frontend@6.6.0 sass@1.108 rtlcss@4.3 >/dev/null
{
  echo '/*! GOV.UK Frontend, Copyright (c) 2017 Crown Copyright (Government Digital Service). MIT Licence. Changed and extended. */'
  npx sass --load-path=node_modules --style=compressed --no-source-map --quiet-deps app.scss
} > app.css
npx rtlcss app.css app.rtl.css >/dev/null
cp app.css app.rtl.css "$here/../static/"
