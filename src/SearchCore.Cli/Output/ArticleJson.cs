using SearchCore.Articles;
using SearchCore.Json;

namespace SearchCore.Cli.Output;

/// <summary>An article in the form in which it is read: what is printed here can be indexed again.</summary>
internal static class ArticleJson
{
    public static void Write(TextWriter output, Article article) =>
        JsonLine.Write(output, json => SearchCoreJsonWriter.Write(json, article));
}
