using System.CommandLine;

namespace SearchCore.Cli.Options;

/// <summary>The option that declares fields of an archive's own.</summary>
internal static class FieldsOption
{
    public static Option<string[]> New(string name, string which) => new(name)
    {
        HelpName = "NAME:TYPE|@FILE",
        Description = $"search a member of the articles, {which};\n"
            + "TYPE is keyword, number, boolean, date or text, or numbers or dates\n"
            + "for several an article, or text:default for a text that words alone\n"
            + "are looked for in; may be given several times;\n"
            + "@FILE reads them from JSON: {\"price\": \"number\", \"desk\": \"keyword\"}",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The fields; null where none is declared.</summary>
    /// <exception cref="UsageException">One cannot be read.</exception>
    public static IReadOnlyList<FieldDeclaration>? Read(string name, string[]? values)
    {
        if (values is null or [])
        {
            return null;
        }

        try
        {
            return [.. values.SelectMany(v => v.StartsWith('@')
                ? FieldDeclaration.ParseJson(File.ReadAllText(v[1..]))
                : [FieldDeclaration.Parse(v)])];
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name}: {e.Message}");
        }
    }
}
