package dev.shmkit.dsl.display;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads HTML fragments as XML, which shmkit's are: what is no markup for a strict parser is none for a browser. */
public final class Html {
    private Html() {}

    /** The fragment inside a div. */
    public static Element parse(String html) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<div>" + html + "</div>")))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + html, e);
        }
    }

    private static List<Element> all(Element root, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = root.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    static List<String> elements(Element root) {
        return all(root, "*").stream().map(Element::getTagName).distinct().toList();
    }

    static List<String> attributes(Element root) {
        List<String> names = new ArrayList<>();
        for (Element element : all(root, "*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                names.add(element.getAttributes().item(i).getNodeName());
            }
        }
        return names.stream().distinct().toList();
    }

    /** The text of each element of this name. */
    public static List<String> texts(String html, String name) {
        return all(parse(html), name).stream()
                .map(Element::getTextContent)
                .map(Objects::requireNonNull)
                .toList();
    }

    static List<String> spans(Element root, String title) {
        return all(root, "span").stream()
                .filter(span -> span.getAttribute("title").equals(title))
                .map(Element::getTextContent)
                .toList();
    }
}
