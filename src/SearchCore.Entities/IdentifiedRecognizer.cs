using System.Globalization;
using System.Text;

using SearchCore.Articles;

namespace SearchCore.Entities;

/// <summary>
/// A built-in recognizer that says what it is: the build of this assembly, which holds rules, model and built-in gazetteers, and the
/// options.
/// </summary>
internal sealed class IdentifiedRecognizer(IEntityRecognizer recognizer, RecognizerOptions options) : IIdentifiedRecognizer, IEntityAliases
{
    public string Identity
    {
        get
        {
            var text = new StringBuilder();
            Part(typeof(IdentifiedRecognizer).Module.ModuleVersionId.ToString("N"));
            Part(options.Nationalities ? "nationalities" : "names");
            Part(options.GivenNames ? "given names" : "full names");
            Part(options.LegalForms ? "legal forms" : "bare names");
            foreach (var entry in options.Gazetteer)
            {
                Part(entry.Kind);
                Part(entry.Name);
                text.Append(CultureInfo.InvariantCulture, $"{entry.Aliases.Count} ");
                foreach (var alias in entry.Aliases)
                {
                    Part(alias);
                }
            }

            return text.ToString();

            // With its length in front: whatever a name holds, no two gazetteers read the same.
            void Part(string part) => text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part} ");
        }
    }

    public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions) => recognizer.Recognize(text, mentions);

    public IReadOnlyList<EntityName> Canonical(string? kind, string form) => ((IEntityAliases)recognizer).Canonical(kind, form);
}
