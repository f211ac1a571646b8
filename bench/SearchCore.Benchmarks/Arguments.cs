namespace SearchCore.Benchmarks;

/// <summary>What stands behind a verb of this program: values, and options as <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly List<string> positional = [];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].StartsWith("--", StringComparison.Ordinal))
            {
                options[words[i][2..]] = ++i < words.Count ? words[i] : throw new ArgumentException($"{words[i - 1]} needs a value");
            }
            else
            {
                positional.Add(words[i]);
            }
        }
    }

    public IReadOnlyList<string> Positional => positional;

    public string Option(string name, string standard) => options.GetValueOrDefault(name, standard);

    /// <summary>Says what is wrong or how it is meant; the exit code for it.</summary>
    public int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
