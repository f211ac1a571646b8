#!/usr/bin/env bash
# Do the packages work for someone who has nothing but them? Packs every package into a feed of its own, builds and runs the README's
# example against them in a fresh project with an empty package cache, compares what it prints with what the README says, and installs
# and runs the console as a .NET tool. Needs the .NET SDK and its usual package sources for the dependencies; leaves nothing behind.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=0.0.0-check.$$.$(date -u +%Y%m%d%H%M%S) # no other source can have it
fail() { echo "FAILED: $*" >&2; exit 1; }
quietly() { "$@" >"$work/log" 2>&1 || { tail -n 40 "$work/log" >&2; fail "$*"; }; }

if [ $# -eq 2 ]; then # FOLDER VERSION: packages that are there
  version=$2
  cp -r "$1" "$work/feed"
else
  echo '== pack'
  # Built apart from the checkout's own output, which would take the version on. The console is packed for this platform too: a native link.
  quietly dotnet pack -c Release "$root/SearchCore.sln" -o "$work/feed" --artifacts-path "$work/build" "-p:Version=$version" \
    -p:AheadOfTime=false
fi
packages=(SearchCore SearchCore.Articles SearchCore.Client SearchCore.Cluster SearchCore.Cluster.Orleans SearchCore.Cluster.Orleans.Redis
  SearchCore.Entities SearchCore.Formats SearchCore.Hosting SearchCore.Json SearchCore.Queries)
platform=$(dotnet --info | sed -nE 's/^ *RID: *//p')
tools=(SearchCore.Cli SearchCore.Cli.any "SearchCore.Cli.$platform" SearchCore.Plot)
for package in "${packages[@]}" "${tools[@]}"; do
  [ -f "$work/feed/$package.$version.nupkg" ] || fail "no package $package"
done
[ "$(find "$work/feed" -name '*.nupkg' | wc -l)" -eq $((${#packages[@]} + ${#tools[@]})) ] || fail "unexpected packages: $(ls "$work/feed")"
for package in "${packages[@]}"; do
  [ -f "$work/feed/$package.$version.snupkg" ] || fail "no symbols of $package"
done

# From here on as a user: outside of the tree, nothing cached.
export NUGET_PACKAGES=$work/cache
mkdir "$work/user"
cd "$work/user"
cat >nuget.config <<'CONFIG'
<configuration>
  <packageSources>
    <add key="packed-here" value="../feed" />
  </packageSources>
</configuration>
CONFIG
cat >user.csproj <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="SearchCore" Version="$version" />
    <PackageReference Include="SearchCore.Client" Version="$version" />
    <PackageReference Include="SearchCore.Cluster" Version="$version" />
    <PackageReference Include="SearchCore.Cluster.Orleans" Version="$version" />
    <PackageReference Include="SearchCore.Cluster.Orleans.Redis" Version="$version" />
    <PackageReference Include="SearchCore.Formats" Version="$version" />
    <PackageReference Include="SearchCore.Hosting" Version="$version" />
    <PackageReference Include="SearchCore.Json" Version="$version" />
  </ItemGroup>
</Project>
PROJECT

echo "== the README's example"
sed -n '/^```csharp$/,/^```$/{/^```/d;p}' "$root/README.md" >Program.cs
sed -n '/^```csharp$/,/^## /{/^```$/,/^## /{s/^    //p}}' "$root/README.md" >expected
lines=$(grep -c . Program.cs) || fail 'the README has no example'
[ "$lines" -le 40 ] || fail "the README's example has $lines lines; it promises to be short (40)"
[ -s expected ] || fail "the README does not say what its example prints"
quietly dotnet build -c Release -o out
(cd "$work/user" && dotnet out/user.dll) >printed || fail 'the example does not run'
diff expected printed || fail 'the example prints something else than the README says'

echo '== what is in the packages'
for package in "${packages[@]}"; do
  folder=$NUGET_PACKAGES/${package,,}/$version
  for file in README.md icon.png "lib/net10.0/$package.dll" "lib/net10.0/$package.xml"; do
    [ -s "$folder/$file" ] || fail "$package lacks $file"
  done
  grep -q '<license type="expression">Apache-2.0</license>' "$folder/${package,,}.nuspec" || fail "$package names no licence"
done
[ -s "$NUGET_PACKAGES/searchcore/$version/buildTransitive/SearchCore.targets" ] || fail 'SearchCore lacks the roots of trimmed programs'
documented=$NUGET_PACKAGES/searchcore/$version/lib/net10.0/SearchCore.xml
grep -q 'M:SearchCore.ArticleIndex.Commit' "$documented" || fail 'public members are not documented'
grep -q '"T:SearchCore.Storage.CheckedCommit' "$documented" && fail 'internal types are documented'
# What we are built on is there to run and not to compile against.
printf 'class Peek { Lucene.Net.Index.IndexWriter? writer = null; }\n' >Peek.cs
if dotnet build -c Release -o out >"$work/log" 2>&1; then fail 'Lucene.Net is among what a user compiles against'; fi
grep -q "CS0246.*'Lucene'" "$work/log" || { tail -n 5 "$work/log" >&2; fail 'the program that names Lucene.Net fails for another reason'; }
rm Peek.cs

echo '== the tool'
quietly dotnet tool install SearchCore.Cli --version "$version" --tool-path "$work/tools"
"$work/tools/searchcore" --help >help || fail 'searchcore --help'
grep -q 'index' help && grep -q 'search' help || fail 'searchcore --help does not name its verbs'
printf '{"id":"1","title":"Port strike ends","body":"The port strike in Rotterdam ended.","published":"2021-03-09"}\n' |
  "$work/tools/searchcore" index - --index archive --report json 2>/dev/null | tail -n 1 | grep -q '"committed":true' || fail 'searchcore index'
# Into files, not into grep -q: it leaves at the first match, and a program cut off while writing fails.
"$work/tools/searchcore" search '"port strike"' --index archive --output json >found || fail "searchcore search: exit code $?, $(cat found)"
grep -q '"total":1,' found || fail "searchcore search: $(cat found)"
mkdir empty
(cd empty && "$work/tools/searchcore" --tour 2>/dev/null) | grep -q '^That was it' || fail 'the tour does not work where nothing is'
[ -z "$(ls empty)" ] || fail "the tour leaves something behind: $(ls empty)"
[ -n "$(find "$work/tools/.store" -path '*searchcore.cli*' -name README.md)" ] || fail 'the tool has no README'
"$work/tools/searchcore" search port --index archive --facet source --timeline year --plot x.png >/dev/null 2>"$work/log" &&
  fail 'a PNG comes from nowhere'
quietly dotnet tool install SearchCore.Plot --version "$version" --tool-path "$work/tools"
PATH=$work/tools:$PATH "$work/tools/searchcore" search port --index archive --timeline year --plot x.png >/dev/null || fail 'no PNG'
head -c 4 x.png | grep -q PNG || fail 'the PNG is none'
# The file itself, not a script that starts dotnet: it needs no .NET.
native=$(find "$work/tools/.store" -path "*tools/any/$platform/*" -name searchcore)
[ -n "$native" ] && env -i "DOTNET_ROOT=$work" "$native" --version | grep -q "$version" || fail 'the tool is not native here'
echo 'packages work'
