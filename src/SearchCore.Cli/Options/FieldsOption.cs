using System.CommandLine;

namespace SearchCore.Cli.Options;

/// <summary>The option that declares fields of an archive's own.</summary>
internal static class FieldsOption
{
    public static Option<string[]> New(string name, string which) => new(name)
    {
        HelpName = "NAME:TYPE",
        Description = $"search a member of the articles, {which};\nTYPE is keyword, number, boolean or date; may be given several times",
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
            return [.. values.Select(FieldDeclaration.Parse)];
        }
        catch (FormatException e)
        {
            throw new UsageException($"{name}: {e.Message}");
        }
    }
}
