using System.Text;

using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Conventions;

/// <summary>Wherever a type can be used, <see cref="TypeUses"/> sees it; tried on types of this file.</summary>
public sealed class TypeUsesTests
{
    private static readonly IReadOnlyDictionary<UsedType, HashSet<UsedType>> Found = TypeUses.Of(typeof(TypeUsesTests).Assembly.Location);

    [Theory]
    [InlineData(nameof(InBase), nameof(InAttribute))]
    [InlineData(nameof(InAttribute), nameof(Named))]
    [InlineData(nameof(InField), nameof(Named))]
    [InlineData(nameof(InSignature), nameof(Named))]
    [InlineData(nameof(InBody), nameof(Named))]
    [InlineData(nameof(InCatch), nameof(Thrown))]
    [InlineData(nameof(InCall), nameof(Named))]
    [InlineData(nameof(InSwitch), nameof(Named))]
    [InlineData(nameof(InLambda), nameof(Named))]
    [InlineData(nameof(InNested), nameof(Named))]
    [InlineData(nameof(InConstraint<>), nameof(INamed))]
    public void A_use_is_seen(string user, string used) => Assert.Contains(used, Names(user));

    [Fact]
    public void What_is_not_used_is_not_seen() => Assert.DoesNotContain(nameof(Thrown), Names(nameof(InBody)));

    [Fact]
    public void A_type_of_another_assembly_is_known_with_its_assembly() =>
        Assert.Contains(
            new UsedType(typeof(StringBuilder).Assembly.GetName().Name!, "System.Text", nameof(StringBuilder)),
            Uses(nameof(InCall)).Select(u => u with { Assembly = u.Assembly == "System.Runtime" ? "System.Private.CoreLib" : u.Assembly }));

    private static IEnumerable<string> Names(string user) => Uses(user).Select(u => u.Name);

    private static HashSet<UsedType> Uses(string user) => Found.Single(f => f.Key.Name.Split('`')[0] == user).Value;
}

internal interface INamed;

internal sealed class Named : INamed
{
    public static StringBuilder Text => new();
}

internal sealed class Thrown : Exception;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class PointsAtAttribute(Type target) : Attribute
{
    public Type Target => target;
}

[PointsAt(typeof(List<Named>))]
internal class InAttribute;

internal sealed class InBase : InAttribute;

internal sealed class InField
{
    public Dictionary<string, Named[]>? Value { get; init; }
}

internal abstract class InSignature
{
    public abstract void Take(ref Named? value);
}

internal static class InBody
{
    public static object Make() => Array.Empty<Named>();
}

internal static class InCatch
{
    public static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Thrown)
        {
            action();
        }
    }
}

internal static class InCall
{
    public static int Length() => Named.Text.Length;
}

internal static class InSwitch
{
    // A jump table stands in front of the use: reading must go on behind it.
    public static object? Of(int number) => number switch
    {
        0 => "a",
        1 => "b",
        2 => "c",
        3 => "d",
        4 => "e",
        _ => new Named(),
    };
}

internal static class InLambda
{
    public static Func<int, object> Make(int more) => number => number > more ? new Named() : more;
}

internal static class InNested
{
    public static class Inner
    {
        public static Type Of => typeof(Named);
    }
}

internal sealed class InConstraint<T>
    where T : INamed;
