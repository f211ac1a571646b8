using Spectre.Console;
using Spectre.Console.Rendering;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// Lays out what a person reads. Everything given to it is made safe before (<see cref="SafeText"/>) and handed over as plain text, never
/// as markup. Loaded only where something is laid out: scripts do not pay for it.
/// </summary>
internal static class Screen
{
    private const int MaxWidth = 160;

    /// <summary>The styles used, none of which a terminal without colours needs.</summary>
    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    public static Style Match { get; } = new(Color.Yellow, decoration: Decoration.Bold);

    public static Style Quiet { get; } = new(Color.Grey);

    public static Style Accent { get; } = new(Color.Aqua);

    /// <summary>The width to lay out for.</summary>
    public static int Width(Shell shell) => Math.Min(MaxWidth, shell.Width());

    /// <summary>Writes a thing to the output, without blanks at the ends of its lines.</summary>
    public static void Write(Shell shell, IRenderable thing)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = shell.Color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = shell.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width(shell);
        console.Write(thing);
        foreach (var line in text.ToString().TrimEnd('\n', '\r').Split('\n'))
        {
            shell.Out.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>A line between two things, with a few words in it.</summary>
    public static void WriteHeading(Shell shell, string words)
    {
        var rule = new string('─', Math.Max(2, Width(shell) - words.Length - 4));
        Write(shell, new Paragraph().Append("─ ", Quiet).Append(words, Strong).Append(" " + rule, Quiet));
    }
}
