namespace SearchCore.Benchmarks;

/// <summary>What stands behind a verb of this program: values, and options as <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly List<string> positional = [];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    private readonly Verb verb;

    /// <summary>Takes words apart.</summary>
    /// <param name="verb">What they stand behind.</param>
    /// <param name="words">The words.</param>
    /// <exception cref="ArgumentException">An option without a value, or one that the verb's usage does not name.</exception>
    public Arguments(Verb verb, IReadOnlyList<string> words)
    {
        this.verb = verb;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].StartsWith("--", StringComparison.Ordinal))
            {
                // A misspelt one would leave its standard, and a figure of something else.
                var name = words[i];
                if (!(verb.Usage + ' ').Contains($"{name} ", StringComparison.Ordinal))
                {
                    throw new ArgumentException($"{verb.Name} has no {name}: {verb.Call}");
                }

                options[name[2..]] = ++i < words.Count ? words[i] : throw new ArgumentException($"{name} needs a value: {verb.Call}");
            }
            else
            {
                positional.Add(words[i]);
            }
        }
    }

    public IReadOnlyList<string> Positional => positional;

    public string Option(string name, string standard) => options.GetValueOrDefault(name, standard);

    /// <summary>Says how the verb is called; the exit code for it.</summary>
    public int Misused() => Fail(verb.Call);

    /// <summary>Says what is wrong; the exit code for it.</summary>
    public int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
