#!/usr/bin/env bash
# Do programs that embed SearchCore work however they are published? Packs the libraries into a feed of its own, makes a small program that
# has nothing but the packages, publishes it trimmed, as a single file and native, runs each, and compares what it prints with what it
# prints untrimmed. Warnings are errors. Needs the .NET SDK, its usual package sources, and for the native one a C compiler (docs/testing.md);
# leaves nothing behind. Some ten minutes on two slow cores, most of it the native link. `FOLDER VERSION` takes packages that are there.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
cache=${NUGET_PACKAGES:-$HOME/.nuget/packages} # the others' packages come from here; ours go again
trap 'rm -rf "$work" "$cache"/searchcore{,.articles,.entities,.formats,.json,.queries}/"$version"' EXIT
version=0.0.0-check.$$.$(date -u +%Y%m%d%H%M%S) # no other source can have it
fail() { echo "FAILED: $*" >&2; exit 1; }
quietly() { "$@" >"$work/log" 2>&1 || { tail -n 40 "$work/log" >&2; fail "$*"; }; }

if [ $# -eq 2 ]; then
  version=$2
  cp -r "$1" "$work/feed"
else
  echo '== pack'
  # The console's package is made too, portable: eng/consume-packages.sh tries that.
  quietly dotnet pack -c Release "$root/SearchCore.sln" -o "$work/feed" --artifacts-path "$work/build" "-p:Version=$version" \
    -p:AheadOfTime=false -p:PublishAot=false
fi

# From here on as a user: outside of the tree.
mkdir "$work/user"
cd "$work/user"
cat >nuget.config <<'CONFIG'
<configuration>
  <packageSources>
    <add key="packed-here" value="../feed" />
  </packageSources>
</configuration>
CONFIG
cat >program.csproj <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="SearchCore" Version="$version" />
    <PackageReference Include="SearchCore.Formats" Version="$version" />
    <PackageReference Include="SearchCore.Json" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using SearchCore;
using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Formats;
using SearchCore.Queries;

var folder = Directory.CreateTempSubdirectory();
try
{
    // Read by the libraries that look at types at run time: tables, pages, mail, feeds.
    var archive = folder.CreateSubdirectory("archive").FullName;
    File.WriteAllText(Path.Join(archive, "table.csv"), "id,title,body,date\nc1,Port strike ends,\"The port strike ended, said Pieter de Vos.\",2021-03-09\n");
    File.WriteAllText(Path.Join(archive, "page.html"), """
        <!DOCTYPE html><html><head><title>Port strike in its third week</title>
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Port strike in its third week","datePublished":"2021-03-02"}</script>
        </head><body><article><h1>Port strike in its third week</h1><p>The port strike goes on, said Pieter de Vos.</p></article></body></html>
        """);
    File.WriteAllText(Path.Join(archive, "letter.eml"), """
        From: desk@example.org
        To: you@example.org
        Date: Wed, 10 Mar 2021 10:00:00 +0000
        Subject: After the port strike
        Message-ID: <1@example.org>
        Content-Type: text/plain; charset=utf-8

        What the port strike cost.
        """);
    File.WriteAllText(Path.Join(archive, "feed.xml"), """
        <rss version="2.0"><channel><title>Wire</title><item><guid>f1</guid><title>Ferries wait</title>
        <description>Ferries wait for the port strike to end.</description><pubDate>Mon, 01 Mar 2021 08:00:00 GMT</pubDate></item></channel></rss>
        """);

    using var index = ArticleIndex.Open(Path.Join(folder.FullName, "index"));
    var report = index.Index(NewsFormats.All.Open(archive));
    index.Commit();
    var results = index.Search(new SearchRequest { Query = "\"port strike\"", Facets = [new FacetRequest(EntityKinds.Person)] });
    Console.WriteLine($"{report.Articles} read, {results.Total} found");
    foreach (var hit in results.Hits.OrderBy(h => h.Title, StringComparer.Ordinal))
        Console.WriteLine($"{hit.Published} {hit.Title}: {hit.Snippet?.ToHtml()}");
    foreach (var (value, count) in results.Facet(EntityKinds.Person))
        Console.WriteLine($"{value} ({count})");
}
finally
{
    folder.Delete(recursive: true);
}
PROGRAM

seconds() { awk -v from="$1" -v to="$(date +%s%N)" 'BEGIN { printf "%.1f", (to - from) / 1e9 }'; }
try() { # NAME FOLDER ARGUMENTS…: publishes, runs, compares
  local name=$1 out=$work/out/$2 from; shift 2
  from=$(date +%s%N)
  quietly dotnet publish -c Release -o "$out" "$@"
  local published; published=$(seconds "$from")
  rm -f "$out"/*.pdb "$out"/*.dbg "$out"/*.xml
  [ -s "$work/expected" ] || { "$out/program" >"$work/expected" || fail "$name does not run"; grep -q '^4 read, 4 found$' "$work/expected" || fail "$(cat "$work/expected")"; }
  from=$(date +%s%N)
  "$out/program" >printed 2>&1 || fail "$name does not run: $(tail -n 5 printed)"
  diff "$work/expected" printed || fail "$name prints something else than the untrimmed program"
  printf '%-28s %6s MB  published in %6s s, run in %5s s\n' "$name" "$(du -sm "$out" | cut -f 1)" "$published" "$(seconds "$from")"
}
echo '== publish and run'
try 'as it is' plain
try 'trimmed, self-contained' trimmed --use-current-runtime --self-contained -p:PublishTrimmed=true
try 'single file' single --use-current-runtime -p:PublishSingleFile=true --self-contained false
try 'single file, trimmed' both --use-current-runtime --self-contained -p:PublishSingleFile=true -p:PublishTrimmed=true
try 'native' native --use-current-runtime -p:PublishAot=true
# As bad as it is: without the roots the program must fail, or this shows nothing.
echo '== without the roots'
cat >Directory.Build.targets <<'TARGETS'
<Project>
  <ItemGroup><TrimmerRootAssembly Remove="@(TrimmerRootAssembly)" /></ItemGroup>
</Project>
TARGETS
quietly dotnet publish -c Release -o "$work/out/bare" --use-current-runtime --self-contained -p:PublishTrimmed=true
if "$work/out/bare/program" >printed 2>&1; then fail 'the program works without the roots: this does not try them'; fi
echo 'programs work however they are published'
